# 복지길잡이 as an image: built with the tools that native addons need, run without them and not as root.
#
#   docker build -t bokji-giljabi .
#   docker run -p 127.0.0.1:3000:3000 -v bokji-data:/data bokji-giljabi
#
# The root file system may be read-only (`--read-only`): everything that is written goes to /data.

FROM node:20-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# First what changes seldom, so that a change of the code installs nothing again.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-fund --no-audit
COPY . .
# The native addons, compiled here; then the program and the widget; then everything that only builds is left behind.
RUN npm rebuild hnswlib-node better-sqlite3 \
  && npm run build \
  && npm prune --omit=dev --ignore-scripts --no-fund --no-audit \
  && find node_modules -name '*.map' -delete \
  && rm -rf node_modules/hnswlib-node/build/Release/obj.target node_modules/better-sqlite3/build/Release/obj.target \
    node_modules/better-sqlite3/deps

FROM node:20-bookworm-slim AS run
ENV NODE_ENV=production \
  BOKJI_HOST=0.0.0.0 \
  BOKJI_PORT=3000 \
  BOKJI_DATA=/data \
  BOKJI_SHUTDOWN_SECONDS=20
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/NOTICE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/bin ./bin
COPY --from=build /app/dist ./dist
COPY --from=build /app/knowledge ./knowledge
COPY --from=build /app/models ./models
COPY --from=build /app/prompts ./prompts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000 3001
# Alive, not ready: a container is started again for what a restart mends.
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.BOKJI_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/bokji.mjs"]
CMD ["serve"]

#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/src/main.js', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  process.stderr.write('아직 만들어지지 않았습니다.\n  → 이 폴더에서 npm run build 를 실행하세요.\n');
  process.exitCode = 3;
}

/**
 * Ready or not: named probes → what each found. A probe rejects where its part cannot do its work; one that does not
 * come back in time has failed. Findings are kept for a moment, so that whoever asks often costs little.
 */
export interface Probe {
  readonly name: string;
  /** Whether questions can be answered without it: shown, but not counted. */
  readonly optional?: boolean;
  check(): Promise<void>;
}

export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly optional: boolean;
}

export interface Readiness {
  /** True where all that is needed works. */
  readonly ready: boolean;
  readonly findings: readonly Finding[];
}

export interface ReadinessOptions {
  readonly withinMs?: number;
  readonly keptMs?: number;
  readonly now?: () => number;
  /** Heard once each time a part begins to fail or is well again. */
  readonly onChange?: (finding: Finding) => void;
}

const WITHIN_MS = 2_000;
const KEPT_MS = 1_000;

export function createReadiness(probes: readonly Probe[], options: ReadinessOptions = {}): () => Promise<Readiness> {
  const { withinMs = WITHIN_MS, keptMs = KEPT_MS, now = () => performance.now(), onChange } = options;
  const before = new Map<string, boolean>();
  let kept: { readonly at: number; readonly found: Promise<Readiness> } | undefined;

  const look = async (): Promise<Readiness> => {
    const findings = await Promise.all(
      probes.map(async ({ name, optional = false, check }): Promise<Finding> => {
        const finding = { name, optional, ok: await holds(check, withinMs) };
        if (finding.ok !== (before.get(name) ?? true)) onChange?.(finding);
        before.set(name, finding.ok);
        return finding;
      }),
    );
    return { ready: findings.every(({ ok, optional }) => ok || optional), findings };
  };
  return () => {
    if (kept === undefined || now() - kept.at >= keptMs) kept = { at: now(), found: look() };
    return kept.found;
  };
}

async function holds(check: () => Promise<void>, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs);
  });
  const checked = (async () => check())().then(
    () => true,
    () => false,
  );
  const result = await Promise.race([checked, late]);
  clearTimeout(timer);
  return result;
}

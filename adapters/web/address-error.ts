/** The address cannot be had; the message says why and what to do. Apart, so that naming it loads no server. */
export class WebAddressError extends Error {
  override name = 'WebAddressError';
}

export function addressFault(
  cause: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): WebAddressError {
  return new WebAddressError(reasonOf(cause, host, port), { cause });
}

function reasonOf(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE')
    return `다른 프로그램이 포트 ${port}번을 쓰고 있습니다.\n  → 그 프로그램을 멈추거나 BOKJI_PORT에 다른 번호를 적으세요.`;
  if (code === 'EACCES') return `포트 ${port}번을 열 권한이 없습니다.\n  → BOKJI_PORT에 1024 이상의 번호를 적으세요.`;
  return `주소 ${host}:${port}에서 받을 수 없습니다.\n  → BOKJI_HOST와 BOKJI_PORT를 확인하세요.`;
}

/** The address cannot be had; the message says why and what to do. Apart, so that naming it loads no server. */
export class WebAddressError extends Error {
  override name = 'WebAddressError';
}

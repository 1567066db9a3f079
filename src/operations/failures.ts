/** A port → the same port, with each of its failures told by the method's name. The failure itself goes on as it is. */
export function failuresTold<T extends object>(port: T, failed: (method: string) => void): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...values: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(member, target, values);
        } catch (error) {
          failed(String(name));
          throw error;
        }
      };
    },
  });
}

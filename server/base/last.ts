/** Makes something when it is wanted for the first time: what takes a while to make and a session may never need does not hold up its start. */
export function lazy<T>(make: () => T): () => T {
  let known: { readonly made: T } | undefined;
  return () => (known ??= { made: make() }).made;
}

/**
 * Works something out and keeps it until the same is asked of another thing: what many ask of one record, before the next one has its turn,
 * is made once and not kept for longer. The thing must never change.
 */
export function last<Of, T>(make: (of: Of) => T): (of: Of) => T {
  let known: { readonly of: Of; readonly made: T } | undefined;
  return of => {
    if (!known || known.of !== of) known = { of, made: make(of) };
    return known.made;
  };
}

/** Works something out of a text and keeps it for the first so many texts: the words of a vocabulary stand in every record. */
export function remembered<T>(most: number, make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size < most) known.set(text, made);
    return made;
  };
}

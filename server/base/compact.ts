/** How many characters are made at a time: each is an argument of a call. */
const atATime = 4096;

/** Where most texts are put together: a room for each would lie about until it is collected. */
const room = new Uint16Array(atATime);

/**
 * A text of its own, as small as it can be. What is cut out of a file keeps the whole file in memory, and takes two bytes a character where
 * there is Chinese anywhere in the file.
 */
export function compact(text: string): string {
  const codes = text.length > room.length ? new Uint16Array(text.length) : room;
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
  return fromCodes(codes.subarray(0, text.length));
}

/** A text of its characters, which may be bytes. */
export function fromCodes(codes: Uint8Array | Uint16Array): string {
  let text = '';
  for (let i = 0; i < codes.length; i += atATime) text += Reflect.apply(String.fromCharCode, undefined, codes.subarray(i, i + atATime));
  return text;
}

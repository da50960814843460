/** How many characters are made at a time: each is an argument of a call. */
const atATime = 4096;

/**
 * A text of its own, as small as it can be. What is cut out of a file keeps the whole file in memory, and takes two bytes a character where
 * there is Chinese anywhere in the file.
 */
export function compact(text: string): string {
  const codes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) return (` ${text}`).slice(1);
    codes[i] = code;
  }
  return fromBytes(codes);
}

/** A text whose characters are bytes. */
export function fromBytes(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += atATime) text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(i, i + atATime));
  return text;
}

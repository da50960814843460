import { fromCodes } from './compact.ts';

/**
 * What words of English are made of, with `_` for a blank: each piece is kept as one byte beyond ASCII. They were chosen by what they save
 * in the texts of the schemas and of the handbook, where the longest that fits is taken.
 */
const pieces = (
  '_a _and_ _of_ _the_ ,_ ,_and_ ._ :_ A_ The_ a_ ac ad age_ al al_ an an_ and_ ap ar are_ as_ at at_ ation ay_ be_ by_ ce ce_ ch co coun credit d_ di ds_ e_ ec ed ed_ el em en er er_ ere_ es es_ ex '
  + 'fi for for_ gram h_ ic id in in_ ing_ is is_ it it_ its_ ke la le le_ li lo ly_ me me_ men ment_ must_ ne ng_ no not_ o_ od of_ ol on on_ one_ or or_ ou out_ ow per pro re recor ri ro '
  + 's_ s_of_ s_the_ s,_ se sh si st st_ str su t_ ter th that_ the_ ti tion to_ tr ts_ un under_ ve_ ver wh with_ y_'
).split(' ').map(piece => piece.replaceAll('_', ' '));

/** The bytes that begin what is told otherwise: a list of numbers, each in quotes, and characters beyond ASCII. The first piece is one more than the second. */
const [numbersFollow, wideFollow, firstPiece] = [0x1f, 0x7f, 0x80];
const [most, quote, comma, zero, nine] = [255, 0x22, 0x2c, 0x30, 0x39];
/** A number has no more digits than are told apart from any other text for certain. */
const mostDigits = 7;
/** A difference below this is one byte that JSON need not escape; a larger one has seven bits in each byte before. */
const [blank, small] = [0x20, 0x60];

/** The pieces letter by letter: where a letter leads from a place, and the piece that ends there. A library is squeezed in one go, and each letter is looked at. */
const next = new Uint16Array(firstPiece * (1 + pieces.join('').length));
const pieceAt = new Uint8Array(next.length / firstPiece);
let places = 0;
for (const [i, piece] of pieces.entries()) {
  let place = 0;
  for (let j = 0; j < piece.length; j++) place = next[place * firstPiece + piece.charCodeAt(j)] ||= ++places;
  pieceAt[place] = firstPiece + i;
}

/** Where most texts are put together: a room for each would lie about until it is collected, and leave holes in the memory. */
const [bytesRoom, codesRoom] = [new Uint8Array(1 << 16), new Uint16Array(1 << 14)];

/**
 * A text of bytes, each of them a character, that is about half as long as one in English and two thirds of one in Chinese; lists of
 * numbers, by which records name others, are a fifth. Two texts are the same where these are.
 */
export function squeezed(text: string): string {
  // A character alone beyond ASCII takes four bytes, all else no more than it had.
  const codes = 4 * text.length > bytesRoom.length ? new Uint8Array(4 * text.length) : bytesRoom;
  let length = 0;
  for (let i = 0; i < text.length;) {
    const code = text.charCodeAt(i);
    const run = code === quote ? numbersAt(text, i) : none;
    if (run.numbers.length > 1) {
      codes[length++] = numbersFollow;
      codes[length++] = run.numbers.length;
      length = differences(run.numbers, codes, length);
      i = run.end;
    } else if (isWide(code)) {
      const end = endOfWide(text, i);
      codes[length++] = wideFollow;
      codes[length++] = end - i;
      for (; i < end; i++) {
        const wide = text.charCodeAt(i);
        codes[length++] = wide >>> 8;
        codes[length++] = wide & 0xff;
      }
    } else {
      let place = 0;
      let found = code;
      let end = i + 1;
      for (let j = i, letter = code; letter < firstPiece && (place = next[place * firstPiece + letter] ?? 0) > 0; letter = text.charCodeAt(++j)) {
        const piece = pieceAt[place] ?? 0;
        if (piece === 0) continue;
        found = piece;
        end = j + 1;
      }
      codes[length++] = found;
      i = end;
    }
  }
  return fromCodes(codes.subarray(0, length));
}

/** The text that was squeezed. */
export function unsqueezed(bytes: string): string {
  let codes = codesRoom;
  let length = 0;
  for (let i = 0; i < bytes.length;) {
    const code = bytes.charCodeAt(i++);
    // A piece has eight characters at most, and a number as many digits with what is around them.
    const room = code === numbersFollow ? (mostDigits + 4) * most : most;
    if (length + room > codes.length) codes = longer(codes, room);
    if (code >= firstPiece) {
      const piece = pieces[code - firstPiece] ?? '';
      for (let j = 0; j < piece.length; j++) codes[length++] = piece.charCodeAt(j);
    } else if (code === wideFollow) {
      const end = i + 1 + 2 * bytes.charCodeAt(i);
      for (i++; i < end; i += 2) codes[length++] = bytes.charCodeAt(i) << 8 | bytes.charCodeAt(i + 1);
    } else if (code === numbersFollow) {
      let number = 0;
      for (let left = bytes.charCodeAt(i++); left > 0; left--) {
        let twice = 0;
        let shift = 0;
        for (; bytes.charCodeAt(i) >= firstPiece; i++, shift += 7) twice |= (bytes.charCodeAt(i) & 0x7f) << shift;
        twice |= (bytes.charCodeAt(i++) - blank) << shift;
        number += twice & 1 ? -(twice + 1) / 2 : twice / 2;
        codes[length++] = quote;
        length = digits(number, codes, length);
        codes[length++] = quote;
        if (left > 1) codes[length++] = comma;
      }
    } else codes[length++] = code;
  }
  return fromCodes(codes.subarray(0, length));
}

function longer(codes: Uint16Array<ArrayBuffer>, room: number): Uint16Array<ArrayBuffer> {
  const made = new Uint16Array(2 * codes.length + room);
  made.set(codes);
  return made;
}

function digits(number: number, codes: Uint16Array, from: number): number {
  let length = from;
  let power = 1;
  while (power * 10 <= number) power *= 10;
  for (let rest = number; power >= 1; power = Math.trunc(power / 10)) {
    const digit = Math.trunc(rest / power);
    codes[length++] = zero + digit;
    rest -= digit * power;
  }
  return length;
}

const isWide = (code: number): boolean => code >= wideFollow || code === numbersFollow;

function endOfWide(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < most && isWide(text.charCodeAt(end))) end++;
  return end;
}

interface Run { readonly numbers: readonly number[]; readonly end: number }
const none: Run = { numbers: [], end: 0 };

/** The numbers in quotes that follow each other with nothing but a comma between, and where they end. */
function numbersAt(text: string, from: number): Run {
  if (!(text.charCodeAt(from + 1) <= nine)) return none;
  const numbers: number[] = [];
  let end = from;
  for (let at = from; text.charCodeAt(at) === quote && numbers.length < most; at = end + 1) {
    let i = at + 1;
    let number = 0;
    for (let digit = text.charCodeAt(i); digit >= zero && digit <= nine && i - at <= mostDigits; digit = text.charCodeAt(++i)) number = 10 * number + digit - zero;
    const digits = i - at - 1;
    if (digits === 0 || (digits > 1 && text.charCodeAt(at + 1) === zero) || text.charCodeAt(i) !== quote) break;
    numbers.push(number);
    end = i + 1;
    if (text.charCodeAt(end) !== comma) break;
  }
  return { numbers, end };
}

/** Writes how much each number is more than the one before it, or less. */
function differences(numbers: readonly number[], codes: Uint8Array, from: number): number {
  let [length, before] = [from, 0];
  for (const number of numbers) {
    const more = number - before;
    let twice = more < 0 ? -2 * more - 1 : 2 * more;
    for (; twice >= small; twice >>>= 7) codes[length++] = firstPiece | (twice & 0x7f);
    codes[length++] = blank + twice;
    before = number;
  }
  return length;
}

// The little work that is asked of whoever joins where many came from one network: a number, so that the SHA-256 of
// CHALLENGE.NUMBER begins with zero bits. Done in slices, so that the page stays alive, and sent with the form.

/** How long a slice takes. */
const SLICE_MS = 30;

const K = new Uint32Array(64);
const START = new Uint32Array(8);

// The constants of SHA-256 are the fractions of the roots of the first primes.
{
  const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  let found = 0;
  for (let n = 2; found < 64; n++) {
    let prime = true;
    for (let by = 2; by * by <= n; by++) prime &&= n % by !== 0;
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(n));
    K[found++] = fraction(Math.cbrt(n));
  }
}

const words = new Int32Array(64);
const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by));

/** Takes one block of 64 bytes into the state. */
function block(state: Int32Array, bytes: Uint8Array, from: number) {
  for (let i = 0; i < 16; i++) {
    const at = from + 4 * i;
    words[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15]!;
    const y = words[i - 2]!;
    words[i] = (words[i - 16]! + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + words[i - 7]! + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
  }
  // Written out: this runs a hundred thousand times.
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + words[i]!) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

/** The first 32 bits of the SHA-256 of texts that begin alike: whole blocks of the beginning are taken once. */
export function hasher(beginning: string): (end: string) => number {
  const encoder = new TextEncoder();
  const start = encoder.encode(beginning);
  const whole = start.length - (start.length % 64);
  const taken = Int32Array.from(START);
  for (let at = 0; at < whole; at += 64) block(taken, start, at);
  const rest = start.subarray(whole);
  return (end) => {
    const bytes = encoder.encode(end);
    const length = rest.length + bytes.length;
    const last = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
    last.set(rest);
    last.set(bytes, rest.length);
    last[length] = 0x80;
    new DataView(last.buffer).setUint32(last.length - 4, (whole + length) * 8);
    const state = taken.slice();
    for (let at = 0; at < last.length; at += 64) block(state, last, at);
    return state[0]! >>> 0;
  };
}

/** CHALLENGE.NUMBER whose hash begins with so many zero bits, at most 32. */
export async function solve(challenge: string, bits: number): Promise<string> {
  const hash = hasher(`${challenge}.`);
  const below = 2 ** (32 - bits);
  let number = 0;
  for (;;) {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      for (const stop = number + 200; number < stop; number++) {
        if (hash(String(number)) < below) return `${challenge}.${number}`;
      }
    }
    await new Promise((go) => setTimeout(go));
  }
}

/** Solves what the form asks for and sends it. */
export async function work(form: HTMLFormElement) {
  const proof = form.querySelector<HTMLInputElement>("[name=proof]");
  const { challenge, bits } = form.dataset;
  if (!proof || !challenge) return;
  const button = form.querySelector("button");
  if (button) button.hidden = true;
  proof.value = await solve(challenge, Number(bits));
  form.submit();
}

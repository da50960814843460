// Required before a server: the delays of 200, 250 and 500 ms with which servers wait for a pause in typing become none, so that work is compared with work.
const { setTimeout: wait } = globalThis;
globalThis.setTimeout = (work, delay, ...rest) => wait(work, delay === 200 || delay === 250 || delay === 500 ? 0 : delay, ...rest);

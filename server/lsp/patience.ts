/** Waits for something, but no longer than so many milliseconds; whatever comes of it, the waiting ends well. */
export async function within(milliseconds: number, awaited: Promise<unknown>): Promise<void> {
  let late: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([awaited.catch(() => undefined), new Promise<void>(resolve => { late = setTimeout(resolve, milliseconds); })]);
  clearTimeout(late);
}

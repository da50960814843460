/** Whether two values say the same: plain data of any depth, lists in order, objects and maps in whatever order. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  if (!(a instanceof Map || b instanceof Map)) return areSameObjects(a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>);
  const [left, right] = [propertiesOf(a), propertiesOf(b)];
  return left.size === right.size && [...left].every(([name, value]) => right.has(name) && isSame(value, right.get(name)));
}

function areSameObjects(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => Object.hasOwn(b, name) && isSame(a[name], b[name]));
}

const propertiesOf = (value: object): ReadonlyMap<unknown, unknown> => value instanceof Map ? value : new Map(Object.entries(value));

// The browser's storage, which may throw on get, set and mere access (private mode, blocked cookies, full
// disk). What can't be stored is kept in memory for as long as the page lives.

const memory = new Map<string, string>();

function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

export function read(key: string): string | undefined {
  try {
    return storage()?.getItem(key) ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
}

export function write(key: string, value: string): void {
  memory.set(key, value);
  try {
    storage()?.setItem(key, value);
  } catch {
    // Memory has it.
  }
}

export function remove(key: string): void {
  memory.delete(key);
  try {
    storage()?.removeItem(key);
  } catch {
    // Nothing was there.
  }
}

export function keysThatBegin(prefix: string): string[] {
  const found = new Set(memory.keys());
  try {
    const stored = storage();
    for (let i = 0; i < (stored?.length ?? 0); i++) {
      const key = stored?.key(i);
      if (key) found.add(key);
    }
  } catch {
    // Memory is all there is.
  }
  return [...found].filter((key) => key.startsWith(prefix));
}

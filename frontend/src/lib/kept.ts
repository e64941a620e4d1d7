// What a browser keeps for its reader. Storage may throw on mere access (private windows); then
// nothing is kept, and nothing breaks.

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(`parvis-${key}`);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`parvis-${key}`, value);
  } catch {
    // The choice then holds until the page is closed.
  }
}

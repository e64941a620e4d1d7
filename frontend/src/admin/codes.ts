// Files that the browser is given to keep.

export function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  // The browser reads the file after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** How many codes a file of theirs holds: a row each, below the head. */
export function codesIn(file: string): number {
  return file.trim().split(/\r?\n/).length - 1;
}

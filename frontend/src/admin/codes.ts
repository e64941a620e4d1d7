// Codes as a file that a spreadsheet or a mail merge reads: a code and the address that it opens.

export function codesFile(codes: string[], address: string): string {
  const rows = codes.map((code) => `${code},${address}?code=${encodeURIComponent(code)}`);
  return ["code,address", ...rows, ""].join("\r\n");
}

/** Gives a file to the browser to keep. */
export function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  // The browser reads the file after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

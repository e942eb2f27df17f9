"use client";

/** Opens the browser's own print window. */
export function PrintButton({ words }: { words: string }) {
  return (
    <button type="button" className="btn go" onClick={() => window.print()}>
      {words}
    </button>
  );
}

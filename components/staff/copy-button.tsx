"use client";

import { type ReactNode, useState } from "react";

type Props = { text: string; className?: string | undefined; children: ReactNode };

/** Copies a text, and says so. Where the browser does not allow it, the text stands beside it to be selected. */
export function CopyButton({ text, className = "btn", children }: Props) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      setSaid("Please select it and copy it by hand");
    }
  };
  return (
    <>
      <button type="button" className={className} onClick={copy}>
        {said === "Copied" ? said : children}
      </button>
      <span className="sr" role="status">
        {said}
      </span>
      {said && said !== "Copied" && <span>{said}</span>}
    </>
  );
}

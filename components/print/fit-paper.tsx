"use client";

import { useEffect } from "react";
import { lengthOf, rollWidth } from "@/components/print/paper";

/** Cuts the roll after each ticket: a page as long as what stands on it. Without script every page is as long as the longest usual one. */
export function FitPaper({ tickets }: { tickets: readonly string[] }) {
  useEffect(() => {
    const sheet = document.createElement("style");
    document.head.append(sheet);
    const measure = () => {
      sheet.textContent = tickets.map((id) => pageFor(id)).join("\n");
    };
    measure();
    void document.fonts.ready.then(measure);
    return () => sheet.remove();
  }, [tickets]);
  return null;
}

function pageFor(id: string): string {
  const ticket = document.getElementById(id);
  if (!ticket) return "";
  const name = id.replaceAll("_", "-");
  return `@page ${name} { size: ${rollWidth}mm ${lengthOf(ticket.offsetHeight)}mm; margin: 0 }\n#${id} { page: ${name} }`;
}

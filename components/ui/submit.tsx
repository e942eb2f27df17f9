"use client";

import type { ReactNode } from "react";
import { useActionForm } from "@/components/ui/action-form";

/** The button of an ActionForm, which says that it is waiting. */
export function Submit({ children, className = "btn go" }: { children: ReactNode; className?: string }) {
  const { pending } = useActionForm();
  return (
    <button type="submit" className={className} aria-busy={pending}>
      {pending ? "Saving" : children}
    </button>
  );
}

"use client";

import { useEffect } from "react";
import { AdminPage } from "@/components/layout/admin-page";

const retryEveryMs = 5_000;

/** What a staff page says when it could not be made. In an outage it tries again by itself. */
export function AdminTrouble({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : "";
  const outage = reference.startsWith("unreachable-");
  useEffect(() => {
    if (!outage) return;
    const timer = setInterval(retry, retryEveryMs);
    return () => clearInterval(timer);
  }, [outage, retry]);
  return (
    <AdminPage title={<h1>{outage ? "The shop cannot reach its records" : "This page could not be made"}</h1>}>
      <div className="empty" role="alert">
        <b>Nothing was changed.</b>
        <p>
          {outage
            ? "It is tried again every few seconds. Orders that customers saw confirmed are safe."
            : "The fault is on our side. If it happens again, pass on the reference."}
        </p>
        <p>
          <button type="button" className="btn go" onClick={() => retry()}>
            Try again
          </button>
        </p>
        {reference && <p className="meta quiet">Reference {reference}</p>}
      </div>
    </AdminPage>
  );
}

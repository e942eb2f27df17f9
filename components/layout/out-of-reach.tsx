"use client";

import { CloudOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const tryEveryMs = 5_000;

/** A page in an outage: says so, and comes back by itself, also without JavaScript. */
export function OutOfReach() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), tryEveryMs);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <main id="main" className="page blk">
      <noscript>
        <meta httpEquiv="refresh" content="10" />
      </noscript>
      <section className="void" role="status">
        <CloudOff className="ico mb-3 text-ink-2" aria-hidden />
        <h1 className="title">The shop cannot reach its records</h1>
        <p>Nothing you did is lost. This page tries again by itself every few seconds.</p>
        <button type="button" className="btn needs-script" onClick={() => router.refresh()}>
          Try again
        </button>
      </section>
    </main>
  );
}

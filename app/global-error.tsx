"use client";

import { Trouble } from "@/components/layout/trouble";

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-GB">
      <body style={{ margin: 0 }}>
        <title>Something went wrong</title>
        <Trouble error={error} retry={retry} />
      </body>
    </html>
  );
}

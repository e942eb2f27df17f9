"use client";

import { AdminTrouble } from "@/components/layout/admin-trouble";

export default function AdminError({ error, retry }: { error: unknown; retry: () => void }) {
  return <AdminTrouble error={error} retry={retry} />;
}

export type ProgressLine = {
  step?: string;
  done?: number | string | null;
  of?: number;
  refused?: { code: string; message: string };
};

const outOfTouch = {
  code: "out_of_touch",
  message: "The shop could not be reached. Nothing was changed. Please try again.",
};

/** Sends something, hears every line of the answer as it comes, and returns the last one. Never throws. */
export async function sendAndHear(
  path: string,
  init: RequestInit,
  hear: (line: ProgressLine) => void,
): Promise<ProgressLine> {
  try {
    const response = await fetch(path, { method: "POST", ...init });
    if (!response.ok) return { refused: await problemOf(response) };
    return await lastLine(response, hear);
  } catch {
    return { refused: outOfTouch };
  }
}

async function problemOf(response: Response): Promise<{ code: string; message: string }> {
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  return { code: problem.code ?? "failed", message: problem.detail ?? outOfTouch.message };
}

async function lastLine(response: Response, hear: (line: ProgressLine) => void): Promise<ProgressLine> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let last: ProgressLine = { refused: outOfTouch };
  let rest = "";
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.filter(Boolean)) {
      last = JSON.parse(line) as ProgressLine;
      hear(last);
    }
    if (done) return "step" in last ? { refused: outOfTouch } : last;
  }
}

/**
 * Loaded into a worker before anything else: it ends the process, as a crash would, the first time that a message reaches FAULT_STEP on FAULT_CHANNEL.
 */
const { FAULT_STEP: fatal, FAULT_CHANNEL: channel } = process.env;

Object.assign(globalThis, {
  holdfastStep: (step: string, on: string) => {
    if (step === fatal && on === channel) process.kill(process.pid, "SIGKILL");
  },
});

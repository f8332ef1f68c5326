// Calls at once, then at most once in so many milliseconds; the last call is never lost.
export function throttled(act: () => void, milliseconds: number): { (): void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const pass = () => {
    timer = undefined;
    if (again) call();
  };
  const call = () => {
    if (timer !== undefined) {
      again = true;
      return;
    }
    again = false;
    timer = setTimeout(pass, milliseconds);
    act();
  };
  return Object.assign(call, { stop: () => clearTimeout(timer) });
}

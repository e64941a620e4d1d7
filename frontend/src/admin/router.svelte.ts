// Which view the address asks for. Views have real addresses under /admin, so they can be kept,
// sent and gone back to.

const BASE = "/admin";

let path = $state(here());
let search = $state(location.search);
/** Set while a change of view waits for its heading to take the focus. */
let moved = false;

function here(): string {
  return location.pathname.slice(BASE.length).replace(/\/+$/, "") || "/";
}

/** The address below /admin, without its end slash: `/`, `/c/regions/ideas`. */
export function currentPath(): string {
  return path;
}

export function parameter(name: string): string | null {
  return new URLSearchParams(search).get(name);
}

/** The full address of a view. */
export function href(view: string): string {
  return view === "/" ? BASE : BASE + view;
}

export function go(view: string, { replace = false } = {}): void {
  history[replace ? "replaceState" : "pushState"]({}, "", href(view));
  arrive();
}

/** Keeps what a view shows in its address, without leaving the view. */
export function setParameters(values: Record<string, string>): void {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const query = next.size ? `?${next}` : "";
  history.replaceState(history.state, "", location.pathname + query);
  search = query;
}

/** True once after each change of view: the heading that asks takes the focus. */
export function takeMove(): boolean {
  const was = moved;
  moved = false;
  return was;
}

function arrive(): void {
  moved = here() !== path || moved;
  path = here();
  search = location.search;
  scrollTo(0, 0);
}

/** Follows links within the application, and the browser's back and forward. */
export function listen(): () => void {
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element | null)?.closest?.("a");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href, location.href);
    const inside = url.pathname === BASE || url.pathname.startsWith(`${BASE}/`);
    if (url.origin !== location.origin || !inside || (url.hash && url.pathname === location.pathname)) return;
    event.preventDefault();
    go((url.pathname.slice(BASE.length) || "/") + url.search);
  };
  const onPop = () => arrive();
  document.addEventListener("click", onClick);
  addEventListener("popstate", onPop);
  return () => {
    document.removeEventListener("click", onClick);
    removeEventListener("popstate", onPop);
  };
}

export type Gate = { opened: Promise<void>; open(): void }

/** Something to wait at until somebody opens it. */
export function gate(): Gate {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** `advice`: what to do; a warning does not make the doctor fail. */
export type Finding = { check: string; ok: boolean; warning?: boolean; detail: string; advice?: string }

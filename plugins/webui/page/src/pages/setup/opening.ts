// Opens the set-up by itself where nothing is configured yet, unless somebody has said that it can wait.
import { useEffect } from "react";
import { useLocation } from "wouter";
import { useMay, useSession } from "../../api/hooks/session";
import { waits } from "./keeping";

export function useOpeningSetUp(): void {
  const session = useSession();
  const may = useMay("admin");
  const [path, navigate] = useLocation();
  const due = session.data?.wizard_needed === true && may && path === "/" && !waits(window.sessionStorage);
  useEffect(() => {
    if (due) navigate("/setup", { replace: true });
  }, [due, navigate]);
}

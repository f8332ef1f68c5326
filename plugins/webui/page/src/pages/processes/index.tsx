// Processes.
import { Page } from "../../components/page";

export default function Processes() {
  return <Page title="Processes">…</Page>;
}

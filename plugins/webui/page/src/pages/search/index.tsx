// Library search: not written yet.
import { Empty } from "../../components/states";
import { Page } from "../../components/page";

export default function Search() {
  return (
    <Page title="Library search">
      <Empty title="This page is not written yet">The command line tells the same: try “qbitrr --help”.</Empty>
    </Page>
  );
}

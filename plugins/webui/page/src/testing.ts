// What every test of the page needs: what happy-dom lacks, and a clean document after each.
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// Everything works without these modules; each makes one thing more comfortable.
import "./appearance.js";
import "./apply_label.js";
import "./drawer.js";
import "./in_place.js";
import "./menu.js";
import "./print.js";
import "./suggest.js";
import enhanceLists from "./type_to_filter.js";

enhanceLists(document);

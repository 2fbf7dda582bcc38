// Everything works without these modules; each makes one thing more comfortable.
import "./drawer.js";
import "./menu.js";
import "./type_to_filter.js";

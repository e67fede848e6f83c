//! Every listing for this runtime: the first argument says which one to run.

include!(concat!(env!("OUT_DIR"), "/smol.rs"));
include!("choose.rs");

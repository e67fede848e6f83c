//! Nothing: with this library alone, cargo builds what the programs are linked with and none of
//! them.

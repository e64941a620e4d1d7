DROP TABLE set_asides;

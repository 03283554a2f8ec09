"""The JSON Schema of a spec, made of the models, for editors and for whoever writes specs by program."""

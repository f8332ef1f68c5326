"""What the API takes and gives, as typed models: the OpenAPI document and the page's types are made of them."""

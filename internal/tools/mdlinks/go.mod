module github.com/vendorrisk/terraform-provider-vendorrisk/internal/tools/mdlinks

go 1.26.0

tool github.com/artyom/mdlinks/cmd/mdlinks

require (
	github.com/artyom/mdlinks v0.4.2 // indirect
	github.com/yuin/goldmark v1.8.7 // indirect
)

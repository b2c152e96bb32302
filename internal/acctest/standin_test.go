// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// standInVariable makes the test binary stand in for a program that pipelines
// run: for gh and glab over the comments in a file, for jq, or for curl.
const standInVariable = "VENDORRISK_STAND_IN"

// commentsVariable is the file with the comments.
const commentsVariable = "VENDORRISK_COMMENTS"

func TestMain(m *testing.M) {
	name := os.Getenv(standInVariable)
	if name == "" {
		os.Exit(m.Run())
	}
	if err := standIns[name](os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %s\n", name, err)
		os.Exit(1)
	}
}

var standIns = map[string]func(arguments []string) error{
	"gh":       func(arguments []string) error { return runForge(arguments, gitHub) },
	"glab":     func(arguments []string) error { return runForge(arguments, gitLab) },
	"jq":       runJQ,
	"curl":     runCurl,
	"minisign": runMinisign,
}

// runCurl runs curl with a method, a body and a URL. Unlike curl, it fails when the
// request does.
func runCurl(arguments []string) error {
	flags := flag.NewFlagSet("curl", flag.ContinueOnError)
	method, body := flags.String("X", "GET", ""), flags.String("d", "", "")
	url, err := parseMixed(flags, arguments)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(context.Background(), *method, url, strings.NewReader(*body)) //nolint:gosec // The test names the sandbox.
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request) //nolint:gosec // Likewise.
	if err != nil {
		return err
	}
	text, err := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusOK {
		err = errors.Join(err, fmt.Errorf("%s: %s", response.Status, text))
	}
	fmt.Print(string(text))
	return errors.Join(err, response.Body.Close())
}

// comment is a comment on a pull request, or a note on a merge request.
type comment struct {
	ID     int
	Author string
	Body   string
}

// forge is the part of a forge's API that pipelines use. All others are refused.
type forge struct {
	list, one *regexp.Regexp
	update    string
	// json is a comment as the API returns it.
	json func(comment) any
	// me is who writes.
	me string
}

var (
	gitHub = forge{
		list:   regexp.MustCompile(`^repos/acme/infrastructure/issues/7/comments(\?per_page=100)?$`),
		one:    regexp.MustCompile(`^repos/acme/infrastructure/issues/comments/(\d+)$`),
		update: "PATCH", me: "github-actions[bot]",
		json: func(c comment) any {
			return map[string]any{"id": c.ID, "body": c.Body, "user": map[string]any{"login": c.Author}}
		},
	}
	gitLab = forge{
		list:   regexp.MustCompile(`^projects/42/merge_requests/7/notes(\?per_page=100)?$`),
		one:    regexp.MustCompile(`^projects/42/merge_requests/7/notes/(\d+)$`),
		update: "PUT", me: "project_42_bot",
		json: func(c comment) any {
			return map[string]any{"id": c.ID, "body": c.Body, "author": gitLabUser(c.Author)}
		},
	}
)

func gitLabUser(name string) any { return map[string]any{"id": len(name), "username": name} }

// runForge runs gh api or glab api.
func runForge(arguments []string, served forge) error {
	if len(arguments) == 0 || arguments[0] != "api" {
		return fmt.Errorf("unexpected %q", arguments)
	}
	flags := flag.NewFlagSet("api", flag.ContinueOnError)
	method := flags.String("method", "GET", "")
	field := flags.String("field", "", "")
	filter := flags.String("jq", ".", "")
	paginate := flags.Bool("paginate", false, "")
	flags.Bool("silent", false, "")
	address, err := parseMixed(flags, arguments[1:])
	if err != nil {
		return err
	}
	file := os.Getenv(commentsVariable)
	var comments []comment
	text, err := os.ReadFile(file) //nolint:gosec // The test names the file.
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &comments); err != nil {
		return err
	}
	request := *method + " " + address
	one := served.one.FindStringSubmatch(address)
	switch {
	case request == "GET user":
		return printFiltered(*filter, gitLabUser(served.me))
	case *method == "GET" && served.list.MatchString(address) && *paginate:
		// Every page is a list, and both programs print one after the other.
		for _, c := range comments {
			if err := printFiltered(*filter, []any{served.json(c)}); err != nil {
				return err
			}
		}
		return nil
	case *method == "POST" && served.list.MatchString(address):
		body, err := readBody(*field)
		return errors.Join(err, writeComments(file, append(comments, comment{ID: 1000 + len(comments), Author: served.me, Body: body})))
	case *method == served.update && one != nil:
		body, err := readBody(*field)
		id, _ := strconv.Atoi(one[1])
		at := slices.IndexFunc(comments, func(c comment) bool { return c.ID == id && c.Author == served.me })
		if at < 0 {
			return fmt.Errorf("403: %s", request)
		}
		comments[at].Body = body
		return errors.Join(err, writeComments(file, comments))
	}
	return fmt.Errorf("404: %s", request)
}

// parseMixed parses flags before and after the only other argument.
func parseMixed(flags *flag.FlagSet, arguments []string) (string, error) {
	if err := flags.Parse(arguments); err != nil {
		return "", err
	}
	address := flags.Arg(0)
	if err := flags.Parse(flags.Args()[min(1, flags.NArg()):]); err != nil {
		return "", err
	}
	if flags.NArg() > 0 {
		return "", fmt.Errorf("unexpected %q", flags.Args())
	}
	return address, nil
}

// readBody returns the content of the file in "body=@file".
func readBody(field string) (string, error) {
	name, ok := strings.CutPrefix(field, "body=@")
	if !ok {
		return "", fmt.Errorf("unexpected field %q", field)
	}
	body, err := os.ReadFile(filepath.Clean(name))
	return string(body), err
}

func writeComments(file string, comments []comment) error {
	text, err := json.Marshal(comments)
	return errors.Join(err, os.WriteFile(file, text, 0o600)) //nolint:gosec // The test names the file.
}

func printFiltered(filter string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = printJQ(filter, bytes.NewReader(text), false, nil)
	return err
}

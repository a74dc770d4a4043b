#!/usr/bin/env perl
# How large the product is: characters of the C# under src without comments and white space, and how many types it
# declares. `tests/count-source.pl` counts the working tree, `tests/count-source.pl REVISION` a commit.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

my $revision = shift;
my @files = split /\n/, $revision ? `git ls-tree -r --name-only $revision src` : `git ls-files --cached --others --exclude-standard src`;
my ($characters, $types, $files) = (0, 0, 0);
for my $file (grep { /\.cs$/ && ($revision || -e $_) } @files) {
    open my $input, '-|', $revision ? ('git', 'show', "$revision:$file") : ('cat', $file) or die "$file: $!";
    local $/;
    my $text = <$input>;
    close $input;
    my $code = '';
    # Texts are kept whole: raw ones, verbatim ones, ordinary ones, characters. Comments go.
    while ($text =~ /\G(?:(\/\/[^\n]*|\/\*.*?\*\/)|(\$*"{3,}.*?"{3,}|[\$@]+"(?:[^"]|"")*"|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])+')|(.))/gs) {
        next if defined $1;
        if (defined $2) { my $literal = $2; $code .= '"' x 2; $literal =~ s/\s//g; $characters += length($literal) - 2; }
        else { $code .= $3; }
    }
    $types++ while $code =~ /\b(?:class|interface|enum|struct|record)\s+(?!class|struct)[A-Z]\w*(?=\s*[<({:;]|\s+where)/g;
    $code =~ s/\s//g;
    $characters += length $code;
    $files++;
}
printf "%s: %d characters, %d types, %d files\n", $revision // 'working tree', $characters, $types, $files;

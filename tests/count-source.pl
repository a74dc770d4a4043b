#!/usr/bin/env perl
# How large the product is: characters of the C# under src without comments and white space, and how many types it
# declares, room by room. `tests/count-source.pl` counts the working tree, `tests/count-source.pl REVISION` a commit.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

my $revision = shift;
my @files = split /\n/, $revision ? `git ls-tree -r --name-only $revision src` : `git ls-files --cached --others --exclude-standard src`;
my %rooms;
for my $file (grep { /\.cs$/ && ($revision || -e $_) } @files) {
    open my $input, '-|', $revision ? ('git', 'show', "$revision:$file") : ('cat', $file) or die "$file: $!";
    local $/;
    my $text = <$input>;
    close $input;
    my ($code, $characters) = ('', 0);
    my $room = $rooms{$file =~ m{^src/([^/]+)/} ? $1 : '-'} //= {};
    # Texts are kept whole: raw ones, verbatim ones, ordinary ones, characters. Comments go.
    while ($text =~ /\G(?:(\/\/[^\n]*|\/\*.*?\*\/)|(\$*"{3,}.*?"{3,}|[\$@]+"(?:[^"]|"")*"|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])+')|(.))/gs) {
        next if defined $1;
        if (defined $2) { my $literal = $2; $code .= '"' x 2; $literal =~ s/\s//g; $characters += length($literal) - 2; }
        else { $code .= $3; }
    }
    $room->{types}++ while $code =~ /\b(?:class|interface|enum|struct|record)\s+(?!class|struct)[A-Z]\w*(?=\s*[<({:;]|\s+where)/g;
    $code =~ s/\s//g;
    $room->{characters} += $characters + length $code;
    $room->{files}++;
}
my %sum;
for my $room (sort keys %rooms) {
    my %counted = (characters => 0, types => 0, files => 0, %{$rooms{$room}});
    printf "%-15s %9d characters %5d types %5d files\n", $room, @counted{qw(characters types files)};
    $sum{$_} += $counted{$_} for keys %counted;
}
printf "%s: %d characters, %d types, %d files\n", $revision // 'working tree', @sum{qw(characters types files)};

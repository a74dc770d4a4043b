using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Portal.Tests.Support;

/// <summary>
/// A registry to whose clients every text is typed by somebody who would harm: a formula, the text, then markup, at
/// first with a line of its own and with characters that nobody sees. Which members are texts is seen off the registry
/// itself: all are tried, and those that it names in its refusal are taken back, until the request is taken.
/// </summary>
public sealed class MarkupApp : RegistryApp
{
    /// <summary>Calculates, where a sheet of cells takes it for a formula.</summary>
    public const string Formula = "=1+1|";

    /// <summary>What a line of a log, a text to a phone or a calendar must not begin with.</summary>
    public const string Forged = "FORGED:1";

    /// <summary>Turns the direction of reading, has no width, and rings a terminal's bell.</summary>
    public const string Unseen = "\u202e\u200b\u0007";

    private const string Script = "<script>m()</script>", Image = "\"><img src=x onerror=m()>&amp;",
        Line = "\r\n" + Forged + Unseen;

    private const int MaxTries = 60;

    /// <summary>The texts that were taken, without the formula, each with its route and member.</summary>
    internal ConcurrentBag<(string Member, string Text)> Typed { get; } = [];

    /// <summary>Every member that was tried, by its name, and whether it was ever taken.</summary>
    internal ConcurrentDictionary<string, bool> Tried { get; } = [];

    /// <inheritdoc/>
    public override HttpClient Anonymous() => new(new Typist(this)) { BaseAddress = Address };

    private sealed class Typist(MarkupApp app) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is MultipartFormDataContent files) Rename(files);
            if (request.Content?.Headers.ContentType?.MediaType != "application/json"
                || JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken)) is not { } body)
                return await base.SendAsync(request, cancellationToken);
            var members = Members(body).ToDictionary(one => one.Path, _ => Line + Script + Image);
            for (var tries = 0; ; tries++)
            {
                // Who signs in types a name and a password, or nobody would be signed in.
                var signsIn = request.RequestUri!.AbsolutePath.EndsWith("/sessions", StringComparison.Ordinal);
                if (signsIn || tries == MaxTries) members.Clear();
                var sent = await Send(request, With(body, members), cancellationToken);
                foreach (var path in members.Keys)
                    app.Tried.AddOrUpdate(
                        NameOf(path), sent.IsSuccessStatusCode, (_, ever) => ever || sent.IsSuccessStatusCode);
                if (sent.IsSuccessStatusCode || members.Count == 0)
                {
                    foreach (var (path, added) in members)
                        app.Typed.Add(($"{Route(request)} {path}", ValueAt(body, path) + added));
                    return sent;
                }
                TakeBack(body, members, await sent.Content.ReadAsStringAsync(cancellationToken));
            }
        }

        /// <summary>
        /// What is named loses its new line first, and then all of it; where nothing is named, ids and numbers go
        /// first.
        /// </summary>
        private static void TakeBack(JsonNode body, Dictionary<string, string> members, string problem)
        {
            var named = JsonNode.Parse(problem)?["errors"]?.AsObject().Select(one => one.Key).ToArray() ?? [];
            var wrong = members.Keys.Where(path => named.Any(one => path.EndsWith(one, StringComparison.Ordinal)))
                .ToArray();
            string[] plain = [.. members.Keys.Where(path => ValueAt(body, path).All(char.IsAscii))];
            if (wrong.Length == 0 && plain.Length > 0)
            {
                foreach (var path in plain) members.Remove(path);
                return;
            }
            foreach (var path in wrong.Length > 0 ? wrong : [.. members.Keys])
                if (members[path].StartsWith(Line, StringComparison.Ordinal)) members[path] = Script + Image;
                else members.Remove(path);
        }

        private static JsonNode With(JsonNode body, Dictionary<string, string> members)
        {
            var copy = body.DeepClone();
            foreach (var (path, added) in members)
                Members(copy).Single(one => one.Path == path).Node.ReplaceWith(Formula + ValueAt(body, path) + added);
            return copy;
        }

        private async Task<HttpResponseMessage> Send(HttpRequestMessage like, JsonNode body, CancellationToken stop)
        {
            var request = new HttpRequestMessage(like.Method, like.RequestUri)
            {
                Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            };
            foreach (var (name, values) in like.Headers) request.Headers.TryAddWithoutValidation(name, values);
            return await base.SendAsync(request, stop);
        }

        private static void Rename(MultipartFormDataContent files)
        {
            foreach (var part in files)
                if (part.Headers.ContentDisposition is { FileName: { } name } disposition)
                    (disposition.FileName, disposition.FileNameStar) =
                        ("\"=1+1<img src=x onerror=m()>" + name.Trim('"') + "\"", null);
        }
    }

    /// <summary>The path without the ids in it.</summary>
    private static string Route(HttpRequestMessage request) => string.Join('/', request.RequestUri!.AbsolutePath
        .Split('/').Select(part => part.Length > 2 && part[1] == '-' ? "{id}" : part));

    private static string NameOf(string path) => path.Split('.')[^1].Split('[')[0];

    private static string ValueAt(JsonNode body, string path) =>
        (string)Members(body).Single(one => one.Path == path).Node!;

    /// <summary>
    /// Every member that is a string, with its path behind the dollar sign. A name beside a number is answered alike
    /// whatever it is (H.25), and nothing follows for another: names are tried by RegisteredNameTests.
    /// </summary>
    private static IEnumerable<(string Path, JsonNode Node)> Members(JsonNode node) => node switch
    {
        JsonObject members => members.Where(one => one.Value is not null
                && !(members.ContainsKey("identityNumber") && one.Key is ("name" or "identityNumber"))).ToArray()
            .SelectMany(one => Members(one.Value!)),
        JsonArray items => items.Where(one => one is not null).ToArray().SelectMany(one => Members(one!)),
        JsonValue value when value.TryGetValue<string>(out _) => [(node.GetPath()[2..], node)],
        _ => [],
    };
}

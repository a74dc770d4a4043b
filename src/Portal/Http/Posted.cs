using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// What was posted from one of our forms. Every form has a key: sent twice, by an impatient finger or over a bad line,
/// it is carried out once.
/// </summary>
internal sealed class Posted
{
    /// <summary>Two hundred receipts of a list, and what every form has besides.</summary>
    private const int MaxFields = 256;

    /// <summary>
    /// Bytes of one field as they are sent, inclusive: the largest one on any page takes 40,000 characters (a pasted
    /// list), a Chinese character has three bytes, and a form without files sends each byte as three characters.
    /// </summary>
    private const int MaxField = 40_000 * 3 * 3;

    private const int MaxKey = 64;
    private const int IdBytes = 20;
    private readonly PageContext _page;
    private readonly IFormCollection _form;

    private Posted(PageContext page, IFormCollection form) => (_page, _form) = (page, form);

    /// <summary>The text of a field, without white space at its ends; empty when it is not there.</summary>
    public string this[string name] => Block(name);

    /// <summary>
    /// The text of a large field in one line: a record has no lines, and who writes a paragraph into a large field does
    /// not expect to be refused for it.
    /// </summary>
    public string Paragraph(string name) => string.Join(' ', Lines(name));

    /// <summary>The lines of a field, without those that are empty.</summary>
    public string[] Lines(string name) => Block(name).Split(
        ['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The text of a field with its lines as they were typed.</summary>
    public string Block(string name) => _form[name].ToString().Trim();

    /// <summary>The text of a field; null when there is none.</summary>
    public string? Text(string name) => this[name] is { Length: > 0 } text ? text : null;

    /// <summary>The text of a field exactly as it was typed, because a password may begin with a space.</summary>
    public string Secret(string name) => _form[name].ToString();

    /// <summary>True for a box that was ticked.</summary>
    public bool Ticked(string name) => _form.ContainsKey(name);

    /// <summary>A file; null when none was chosen.</summary>
    public IFormFile? File(string name) => _form.Files[name] is { Length: > 0 } file ? file : null;

    /// <summary>Every file of a field that takes several.</summary>
    public IEnumerable<IFormFile> Files(string name) => _form.Files.GetFiles(name).Where(file => file.Length > 0);

    /// <summary>Every text of a field that has several, without those that are empty.</summary>
    public IEnumerable<string> All(string name) =>
        _form[name].Select(text => text?.Trim() ?? "").Where(text => text.Length > 0);

    /// <summary>Every field with its texts, without those of proofs, to be carried to the next page.</summary>
    public IEnumerable<(string Name, string Value)> Carried =>
        from entry in _form
        where entry.Key is not ("token" or "key" or PageParty.Field)
            && !entry.Key.StartsWith(Proof.Prefix, StringComparison.Ordinal)
        from value in entry.Value
        select (entry.Key, value ?? "");

    /// <summary>Every field with its texts, as it came.</summary>
    public IEnumerable<(string Name, string Value)> All() =>
        from entry in _form from value in entry.Value select (entry.Key, value ?? "");

    /// <summary>True: files were chosen, too.</summary>
    public bool HasFiles => _form.Files.Any(file => file.Length > 0);

    /// <summary>The key of the form.</summary>
    public string Key => this["key"];

    /// <summary>
    /// The id of the form's command: the same key of the same account, for the same party, on the same page gives the
    /// same id, so that nobody can guess another's.
    /// </summary>
    public string CommandId => Hash($"{_page.Account?.Id}{_page.ActsFor?.Id}\n{_page.Http.Request.Path}\n{Key}");

    /// <summary>A hash of what was filled in: the same key with other content is refused.</summary>
    public string Fingerprint => Hash(string.Join('\n', _form.Where(
            entry => entry.Key != "token" && !entry.Key.StartsWith(Proof.Prefix, StringComparison.Ordinal))
        .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}")));

    /// <summary>The envelope of the command, once for this form.</summary>
    public Envelope Envelope(Command command) =>
        new(CommandId, command, _page.Actor) { Fingerprint = Fingerprint };

    /// <summary>Lets handlers have it as an argument.</summary>
    public static ValueTask<Posted?> BindAsync(HttpContext http) => new(http.Features.Get<Posted>());

    /// <summary>Reads the form within the limit of <paramref name="access"/>; null: it is not a form.</summary>
    public static async Task<Posted?> Read(PageContext page, PageAccess access)
    {
        var request = page.Http.Request;
        if (!request.HasFormContentType) return null;
        try
        {
            var posted = new Posted(page, await request.ReadFormAsync(new FormOptions
            {
                ValueCountLimit = MaxFields, ValueLengthLimit = MaxField, MultipartBodyLengthLimit = access.MaxPosted,
            }, page.Http.RequestAborted));
            return posted.Key.Length > MaxKey ? null : posted;
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            return null; // It ends before its last part.
        }
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, IdBytes));
}

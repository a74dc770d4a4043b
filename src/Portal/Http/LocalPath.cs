namespace OrleansRegistry.Portal.Http;

/// <summary>The address to which a form sends its reader back.</summary>
internal static class LocalPath
{
    private const int MaxLength = 2100;

    /// <summary>
    /// The path if it is a page of this registry, otherwise <paramref name="other"/>. A browser takes "//host" and
    /// "/\host" for another host, and removes control characters first.
    /// </summary>
    public static string Or(string? path, string other) =>
        path is { Length: > 0 and <= MaxLength } && path[0] == '/' && !(path.Length > 1 && path[1] is '/' or '\\')
            && !path.Any(c => char.IsControl(c) || c is '\\' || c > '~')
            ? path : other;
}

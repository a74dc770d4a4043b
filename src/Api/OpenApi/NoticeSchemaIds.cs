using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Domain.Notices;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>The names of schemas around notices (<see cref="SchemaIds"/>).</summary>
internal static class NoticeSchemaIds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(NoticeView)] = "Notice",
        [typeof(NoticeChoiceView)] = "NoticeChoice",
        [typeof(NoticeChoiceRequest)] = "NoticeChoiceRequest",
        [typeof(NoticeChoicesRequest)] = "NoticeChoicesRequest",
        [typeof(NoticeTopic)] = "NoticeTopic",
    };
}

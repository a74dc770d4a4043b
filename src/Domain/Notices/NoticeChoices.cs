using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Notices;

/// <summary>The channels that can be switched off; the list of notices inside the registry cannot be.</summary>
[JsonConverter(typeof(CamelCaseNames<NoticeChannel>))]
public enum NoticeChannel
{
    /// <summary>A text to the phone.</summary>
    Sms = 1,

    /// <summary>The webhook of whoever runs this registry, which sends them on by mail or messenger.</summary>
    Webhook = 2,
}

/// <summary>By which channels a recipient wants to be notified about which topics.</summary>
/// <param name="Off">The topics and channels that are switched off, each as "topic.channel".</param>
public sealed record NoticeChoices(ImmutableArray<string> Off)
{
    /// <summary>Nothing is switched off.</summary>
    public static readonly NoticeChoices All = new([]);

    private static readonly NoticeTopic[] _topics = Enum.GetValues<NoticeTopic>();
    private static readonly NoticeChannel[] _channels = Enum.GetValues<NoticeChannel>();

    /// <summary>True when a notice of <paramref name="kind"/> goes out by <paramref name="channel"/>.</summary>
    public bool Wants(string kind, NoticeChannel channel) => Wants(NoticeTopics.Of(kind), channel);

    /// <summary>True when notices of <paramref name="topic"/> go out by <paramref name="channel"/>.</summary>
    public bool Wants(NoticeTopic topic, NoticeChannel channel) =>
        NoticeTopics.IsDemanded(topic) || !Off.Contains(Word(topic, channel));

    /// <summary>The choices with one of them changed.</summary>
    public NoticeChoices With(NoticeTopic topic, NoticeChannel channel, bool on)
    {
        var without = Off.Remove(Word(topic, channel));
        return new NoticeChoices(on ? without : without.Add(Word(topic, channel)));
    }

    /// <summary>The stored form: what is switched off, with spaces in between.</summary>
    public override string ToString() => string.Join(' ', Off);

    /// <summary>Reads the stored form; words that this program does not know are ignored.</summary>
    public static NoticeChoices Parse(string text) =>
        new([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    /// <summary>Every topic with every channel.</summary>
    public static IEnumerable<(NoticeTopic Topic, NoticeChannel Channel)> Every =>
        _topics.SelectMany(topic => _channels.Select(channel => (topic, channel)));

    private static string Word(NoticeTopic topic, NoticeChannel channel) => $"{(int)topic}.{(int)channel}";
}

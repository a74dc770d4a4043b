using System.Text;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>The channels that recipients have chosen: a setting for each recipient who has chosen.</summary>
public sealed class NoticeChoiceStore(ISettingStore settings)
{
    /// <summary>The choices of a recipient.</summary>
    public async ValueTask<NoticeChoices> Of(string recipient, CancellationToken cancellation = default) =>
        await settings.Get(NameOf(recipient), cancellation) is { } kept
            ? NoticeChoices.Parse(Encoding.UTF8.GetString(kept)) : NoticeChoices.All;

    /// <summary>Stores the choices of a recipient durably.</summary>
    public Task Keep(string recipient, NoticeChoices choices, CancellationToken cancellation = default) =>
        settings.Set(NameOf(recipient), Encoding.UTF8.GetBytes(choices.ToString()), cancellation);

    private static string NameOf(string recipient) => "notice-choices/" + recipient;
}

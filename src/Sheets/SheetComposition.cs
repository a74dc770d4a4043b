using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets.Fonts;
using OrleansRegistry.Sheets.Png;

namespace OrleansRegistry.Sheets;

/// <summary>Puts the sheet renderer, the QR codes and small pictures behind their ports.</summary>
public static class SheetComposition
{
    /// <summary>
    /// Adds <see cref="ISheetRenderer"/> with the font file <paramref name="font"/>; null: the default ones.
    /// </summary>
    public static IServiceCollection AddSheets(this IServiceCollection services, string? font) =>
        services.AddSingleton<IQrCodes, QrCodes>()
            .AddSingleton<ISmallPictures, SmallPngs>()
            .AddSingleton<ISheetRenderer>(_ => new SheetRenderer(FontPlaces.Of(font)));
}

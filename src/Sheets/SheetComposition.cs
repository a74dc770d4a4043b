using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets;

/// <summary>Registers the sheet renderer and the QR codes for their ports.</summary>
public static class SheetComposition
{
    /// <summary>
    /// Adds <see cref="ISheetRenderer"/> with the font file <paramref name="font"/>; null: the default ones.
    /// </summary>
    public static IServiceCollection AddSheets(this IServiceCollection services, string? font) =>
        services.AddSingleton<IQrCodes, QrCodes>()
            .AddSingleton<ISheetRenderer>(_ => new SheetRenderer(FontPlaces.Of(font)));
}

using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Words;

/// <summary>Warnings about stored uploads, in words.</summary>
public static class Warnings
{
    /// <summary>The text of a warning; a warning of a newer program is shown by its code.</summary>
    public static LocalText Of(string code) => code switch
    {
        "SMALL_PHOTO" => new("照片像素偏小，可能被要求重新提交。", "The photo has few pixels; a better one may be asked for."),
        "SMALL" => new("图片像素偏小，文字可能看不清。", "The picture has few pixels; its text may not be readable."),
        "ASPECT" => new("照片的宽高比不是证件照的比例。", "The photo has not the shape of a certificate photo."),
        _ => new($"请检查这张图片（{code}）。", $"Please look at this picture again ({code})."),
    };
}
